import type { TopicText } from '../outline.ts';

export const resultsFr: TopicText<'results'> = {
	'results-progress': {
		title: 'L’avancement par rapport à ce qui était prévu',
		paragraphs: [
			'Ce qui est rapporté est comparé au jalon dû au jour de cette version des données, jamais à la cible finale. Si la source ne donne pas de date, on dit combien sur combien, et rien de plus : ni trajectoire ni « en bonne voie ». Une cible annuelle se compare année par année et ne se multiplie pas. Ce qui n’est pas indiqué n’est pas zéro et n’a pas de barre.',
			'Les valeurs de périodes et de lieux ne s’additionnent que là où le cadre le permet ; les pourcentages, par numérateur et dénominateur. Des totaux cumulés, le dernier de chaque pays compte. Une estimation atteint un jalon quand tout son intervalle l’atteint ; si l’intervalle contient le jalon, c’est trop incertain pour le dire.'
		]
	},
	'results-path': {
		title: 'La trajectoire vers une cible',
		paragraphs: [
			'Avec une référence, une cible et des dates, une valeur est comparée à la droite qui les joint. La droite part d’une estimation : son erreur compte donc, et d’autant moins que la cible est proche. Si l’intervalle de l’écart contient zéro, ou si la source ne donne pas l’erreur, la réponse est « trop incertain pour le dire ». Les cas comptés n’ont pas d’erreur d’échantillonnage.',
			'À côté, sous son nom, figure la règle d’Open SDG et de Statistique Canada : la variation annuelle observée rapportée à celle qu’il faut ; à partir de 0,95 en bonne voie, de 0,60 il faut accélérer, de 0 progrès limités. Elle ne regarde que deux valeurs et non leur erreur, et remplace un zéro par 0,001.'
		],
		legend:
			'y avec astérisque : valeur sur la droite. y avec 0 et T : référence et cible. f : part du temps écoulé. V : variance de l’écart ; s : erreurs types de la valeur et de la référence. g : variation annuelle sur n années.'
	}
};
