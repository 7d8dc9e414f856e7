/** Colour arithmetic for the tests of the theme. Colours are `#rrggbb`. */

type Triple = readonly [number, number, number];

/** Contrast ratio of WCAG 2.2, 1 to 21. */
export function contrast(one: string, other: string): number {
	const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light! + 0.05) / (dark! + 0.05);
}

function luminance(colour: string): number {
	const [red, green, blue] = linear(colour);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** sRGB (IEC 61966-2-1) to linear light. */
function linear(colour: string): Triple {
	const channels = /^#(..)(..)(..)$/.exec(colour);
	if (!channels) throw new Error(`not #rrggbb: ${colour}`);
	const [red, green, blue] = channels.slice(1).map((hex) => {
		const value = parseInt(hex, 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	});
	return [red!, green!, blue!];
}

/**
 * Machado, Oliveira & Fernandes (2009), "A physiologically-based model for simulation of color
 * vision deficiency", severity 1.0, applied to linear RGB.
 */
const deficiencies: Readonly<Record<string, readonly Triple[]>> = {
	none: [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	],
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
};

export const visions = Object.keys(deficiencies);

/** CIELAB, D65, of the colour as a reader with this vision sees it. */
export function lab(colour: string, vision = 'none'): Triple {
	const rgb = linear(colour);
	const [red, green, blue] = deficiencies[vision]!.map((row) =>
		Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))
	) as [number, number, number];
	const x = cubic((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
	const y = cubic(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
	const z = cubic((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function cubic(ratio: number): number {
	return ratio > 216 / 24389 ? Math.cbrt(ratio) : (24389 / 27) * (ratio / 116) + 16 / 116;
}

/** CIEDE2000, after Sharma, Wu & Dalal (2005), equations 2 to 22. */
export function difference([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
	const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
	const g = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)));
	const [c1, c2] = [Math.hypot((1 + g) * a1, b1), Math.hypot((1 + g) * a2, b2)];
	const [h1, h2] = [hue((1 + g) * a1, b1), hue((1 + g) * a2, b2)];
	const grey = c1 * c2 === 0;
	const turn = grey ? 0 : ((h2 - h1 + 540) % 360) - 180;
	const meanHue = grey ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
	const [meanL, meanC] = [(l1 + l2) / 2, (c1 + c2) / 2];
	const t =
		1 -
		0.17 * cosine(meanHue - 30) +
		0.24 * cosine(2 * meanHue) +
		0.32 * cosine(3 * meanHue + 6) -
		0.2 * cosine(4 * meanHue - 63);
	const sl = 1 + (0.015 * (meanL - 50) ** 2) / Math.sqrt(20 + (meanL - 50) ** 2);
	const dl = (l2 - l1) / sl;
	const dc = (c2 - c1) / (1 + 0.045 * meanC);
	const dh = (2 * Math.sqrt(c1 * c2) * sine(turn / 2)) / (1 + 0.015 * meanC * t);
	const theta = 30 * Math.exp(-(((meanHue - 275) / 25) ** 2));
	const rotation = -2 * Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)) * sine(2 * theta);
	return Math.sqrt(dl ** 2 + dc ** 2 + dh ** 2 + rotation * dc * dh);
}

function hue(a: number, b: number): number {
	return a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}

const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
