/** `/begin` is the home page as it is made while building: what the service worker answers to `/`. */
export const match = (part: string): part is 'begin' => part === 'begin';
