import type { IncomingMessage } from 'node:http';
import type { MapReader } from '#lib/social-map/map-reader.ts';

declare global {
  namespace App {
    interface Locals {
      /** The published map in the server's memory; only while rendering on the server. */
      map: MapReader;
    }
    interface PageState {
      /** Something was just saved; the page it led to says so. */
      saved?: boolean;
      /** The summary of a conversation lies open for the resident to read. */
      reading?: boolean;
    }
    interface Platform {
      req: IncomingMessage & { map?: MapReader };
    }
  }
}
