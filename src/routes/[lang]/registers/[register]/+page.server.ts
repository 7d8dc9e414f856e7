import { error } from '@sveltejs/kit';
import { registerReferences, type RegisterName } from '#lib/model/registers/registers.ts';
import { releasedRegisters } from '../index.server.ts';
import { registerView } from '../words/register-view.server.ts';
import type { PageServerLoad } from './$types';

const isRegister = (name: string): name is RegisterName => Object.hasOwn(registerReferences, name);

export const load: PageServerLoad = async ({ parent, params: { register } }) => {
	const { locale } = await parent();
	const isThere = releasedRegisters()?.registers.some(({ id }) => id === register);
	if (!isRegister(register) || !isThere) error(404);
	return { view: registerView(register, { locale }) };
};
