import { install } from './install.js';
import { adoptSharedFolder } from './shared-folder.js';

install();
for (const { name, folder } of adoptSharedFolder(process.env))
	if (name === 'ATALAYA_SOURCES') console.log(`Source files: ${folder} (set ${name} for others).`);

const { register } = await import('tsx/esm/api');
register();
const { start } = await import('./site/start.ts');
process.exitCode = await start(process.argv.slice(2));
