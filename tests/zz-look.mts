import { serve } from '../pipelines/site/serve.ts';
import { launchBrowser } from '../pipelines/site/browser.ts';
const s = await serve({folder:'build', port:0});
const b = await launchBrowser();
const shots = process.argv.slice(2);
for (const shot of shots) {
  const [path, name, width='1280', mode='light'] = shot.split('|');
  const c = await b.newContext({viewport:{width:Number(width),height:900}, colorScheme: mode==='dark'?'dark':'light', serviceWorkers:'block'});
  const p = await c.newPage();
  await p.goto(s.url+path, {waitUntil:'load'}); await p.waitForTimeout(700);
  if (mode==='print') await p.emulateMedia({media:'print'});
  await p.screenshot({path:`/tmp/${name}.png`, fullPage: true, clip: undefined});
  console.log(name, await p.evaluate(()=>[document.documentElement.scrollWidth, document.documentElement.scrollHeight]));
  await c.close();
}
await b.close(); await s.close();
