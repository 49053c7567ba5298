import { mount } from 'svelte';
import Floor from './Floor.svelte';

mount(Floor, { target: document.getElementById('app') as HTMLElement });
document.documentElement.dataset['ready'] = 'true';
addEventListener('load', () => void navigator.serviceWorker.register('/sw.js'));
