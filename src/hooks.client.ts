import { deviceMap } from '#lib/agenda/device-map.ts';
import { provideDeviceMap } from '#lib/social-map/map-access.ts';

const map = deviceMap();
provideDeviceMap(map);

// After the first view: what is on screen comes before what is for later.
const later = () => setTimeout(() => map.keepFresh(), 1000);
if (document.readyState === 'complete') later();
else addEventListener('load', later, { once: true });
