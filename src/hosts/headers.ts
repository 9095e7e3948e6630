/** The response headers both hosts put on every response, scripts and workers included. */

/**
 * Everything is refused but what the app was found to need: Nuxt UI sets styles in attributes,
 * the library that packs XLSX files may start its worker from a blob, and charts are drawn to blobs.
 * A worker takes its policy from its own response, so the header is on scripts too.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Copying a table out of the page is the only one of these the app uses.
  'Permissions-Policy': [
    'camera=()',
    'clipboard-read=()',
    'clipboard-write=(self)',
    'display-capture=()',
    'geolocation=()',
    'hid=()',
    'microphone=()',
    'payment=()',
    'serial=()',
    'usb=()',
  ].join(', '),
  // Nothing of the page stays in a browser's disk cache.
  'Cache-Control': 'no-store',
};
