/**
 * The two ways of building the site. They never share a folder: `public` holds what may be
 * published, `local` may hold everything and is only ever served on this machine.
 *
 * @typedef {{ name: 'local' | 'public', assets: string, site: string, kit: string }} Profile
 */

/** @type {Readonly<Record<string, Profile>>} */
const profiles = {
	public: { name: 'public', assets: 'static', site: 'build', kit: '.svelte-kit' },
	local: {
		name: 'local',
		assets: '.atalaya/local/static',
		site: '.atalaya/local/site',
		kit: '.atalaya/local/svelte-kit'
	}
};

/**
 * The profile that `ATALAYA_PROFILE` names; public when it is not set. `ATALAYA_SITE` puts the pages
 * into another folder.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Profile}
 */
export function profileOf(env) {
	const name = env['ATALAYA_PROFILE'] || 'public';
	const profile = profiles[name];
	if (!profile) throw new Error(`ATALAYA_PROFILE is not local or public: ${name}`);
	const site = env['ATALAYA_SITE'];
	return site ? { ...profile, site, kit: `${site}-kit` } : profile;
}
