import Armchair from '@lucide/svelte/icons/armchair';
import Compass from '@lucide/svelte/icons/compass';
import Footprints from '@lucide/svelte/icons/footprints';
import House from '@lucide/svelte/icons/house';
import Smile from '@lucide/svelte/icons/smile';
import Users from '@lucide/svelte/icons/users';
import Wallet from '@lucide/svelte/icons/wallet';
import Wrench from '@lucide/svelte/icons/wrench';
import type { Component } from 'svelte';
import type { LucideProps } from '@lucide/svelte';
import type { LifeDomain } from '../social-map/life-domain.ts';

export const DOMAIN_ICONS: Record<LifeDomain, Component<LucideProps>> = {
  housing: House,
  finances: Wallet,
  social: Users,
  mental: Smile,
  meaning: Compass,
  physical: Footprints,
  practical: Wrench,
  daytime: Armchair
};
