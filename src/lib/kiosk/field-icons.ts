import Baby from '@lucide/svelte/icons/baby';
import Graduation from '@lucide/svelte/icons/graduation-cap';
import Hands from '@lucide/svelte/icons/heart-handshake';
import Health from '@lucide/svelte/icons/heart-pulse';
import House from '@lucide/svelte/icons/house';
import Message from '@lucide/svelte/icons/message-circle';
import Shield from '@lucide/svelte/icons/shield';
import Users from '@lucide/svelte/icons/users';
import Wallet from '@lucide/svelte/icons/wallet';

const ICONS: Readonly<Record<string, typeof House>> = {
  wonen: House,
  zorg: Hands,
  geld: Wallet,
  meedoen: Users,
  opvoeden: Baby,
  veiligheid: Shield,
  'werk en leren': Graduation,
  gezondheid: Health
};

/** The picture of a field of life. */
export const fieldIcon = (slug: string): typeof House => ICONS[slug] ?? Message;
