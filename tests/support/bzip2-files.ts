/**
 * Files that bzip2 1.0.8 wrote, in base64: Node has no bzip2 of its own. What is in them is written
 * beside them, so that a test can make it again.
 */
export const bzip2Files = {
	/** `id,x\n1,ñ\n` */
	small: 'QlpoOTFBWSZTWTkuM5kAAANZjAAQAAQgAAQgAEAgAAgAIAAxDAghozUQkYjl4u5IpwoSByXGcyA=',
	/** Nothing. */
	empty: 'QlpoORdyRThQkAAAAAA=',
	/** `a,b\n1,2\n` */
	first: 'QlpoOTFBWSZTWb+HQH8AAANZAAAQAAQwADAAIAAwwAhpsogjJ4u5IpwoSF/DoD+A',
	/** `3,4\n` */
	second: 'QlpoOTFBWSZTWS2f5zYAAAFYAAAQAAQMACAAIZpoM00XPF3JFOFCQLZ/nNg=',
	/** 60,000 lines `${i % 50},x\n`, in three blocks of 100 kB. */
	blocks: [
		'QlpoMTFBWSZTWdtmSCcAUi5YgAAQAAR/4ABAQAKcAAAIBoAIBoAIBoAClVD/VU036qm1PqqSE+gloJeIJeIJfkEv',
		'cEv2CXyCXQS/0Ev6CX2CX7BLoJdBLzBLoJdBLoJdBLoJdBLoJe4JdBLgS4EvQJcCXAlwJcCXAlwJfkEuBLgS4EuB',
		'LAlwJcCXAlwJcCWgloJaCWgloJfwJe/kEvkEvIJfAS9QS0EtBLAlgS9JEDQS0EvMEsCWBLykQNBLQSwJeoJYEvEC',
		'BoJaCWBLAloKoaCWglgSwJaCWgloJYEsCWgloJaCWBLAloJaCWglgSwJaCXgEvEEtBLQSwJfVUkJ/zFBWSZTWSGm',
		'DKEAU87YgAAQAAR/4ABAQAKcAAAIBoAIBoAIBoAClVD/VSN+qptT6qkhPsEtBLxBLwCXsEvwEv0EvgJcCX+BL+BL',
		'6CX7BLgS4EvIJcCXAlwJcCXAlwJcCX5BLgS6CXQS9QS6CXQS6CXQS6CXQS9wS6CXQS6CXQS0Eugl0Eugl0EugloJ',
		'aCWgloJaCX9BL4CXwEu4EugloJe4JewS0EtBL1AgYEsCXmCWgloJeQIGBLAloJeoJaCXiIgYEsCWgloJakqhgSwJ',
		'aCWgloJYEsCWgloJaCWBLAloJaCWglgSwJaCWgloJeIJeIJYEsCWgl9VSQn/MUFZJlNZNVxyNQAmrtiAABAABH/g',
		'AEBAApgAABANABANAAmqqH+qob9Up6hANAH2lIKvoRaEXiEXiEXr8CL9CL+CL2EXBF8CL/BF9CL+hF8CL4EXkIuC',
		'Lgi4IuCLgi4IuCL9hFwRcEXBF6CLgi4IuCLgi4IuCL8hFwRcEXBFwRYIuCLgi4IuCLgi0ItCLQi0ItCL5CL3CL2E',
		'XsIvYRegi0IsEWCLBF6SSjBFgi8wiwRYIvMSUYIsEWCL1CLBF4iSjBFgiwRYItSoGCLBFgiwRaEWCLBFgiwRaEWC',
		'LBFgiwRaEWCLBFgiwRaEXgIvEIsEWCLBF9pSCr/i7kinChIDcSl9AA=='
	].join(''),
	/** 100,000,000 zero bytes. */
	bomb:
		'QlpoOTFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZDgni3wFfjkAAwAAACCAAMIBNRkKgJakKgJcxQVkm' +
		'U1nEYApVAD7RQALAAABAAAggADDMCapppUiDaipEHi7kinChIcCoiS4='
} as const;

export const bzip2File = (name: keyof typeof bzip2Files) =>
	Uint8Array.from(Buffer.from(bzip2Files[name], 'base64'));
