// The browser that every test uses: the system's own Chromium, with what it would otherwise fetch by itself turned off.
export const chromiumOptions = {
  executablePath: process.env.GLASHELDER_CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
