/**
 * Rows of the tables that ask for the registers, by section and the beginning of their first cell, and
 * the entries that answer each: `register/id`, a code as `codes/list/id`, a list of codes as `codes/list/`.
 */
export const seedRows: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
	'1': {
		'25-countries': [
			'attendance/fortaleza-2023-arg',
			'attendance/fortaleza-2023-prt',
			'codes/blocs/'
		],
		'st-kitts': ['attendance/fortaleza-2023-kna', 'attendance/fortaleza-2023-vct'],
		cities: [
			...['places/fortaleza', 'places/fortaleza-moura', 'places/santo-domingo', 'places/kingston'],
			...['places/montego-bay', 'places/belmopan', 'places/glasgow', 'places/fife'],
			...['places/leeds', 'places/west-london', 'places/porto']
		],
		departments: ['places/savia-departments-per', 'places/savia-municipalities-ecu'],
		materials: ['partnerships/shared-workspace'],
		'eu-celac': [
			...['partners/eu-celac-mechanism', 'partners/emcdda', 'partners/el-paccto', 'partners/i-can'],
			...['partners/eurofront', 'partners/eurosocial', 'partners/oas-cicad', 'partners/iachr'],
			...['partners/paho', 'partners/ilo', 'partners/world-bank', 'partners/unodc'],
			...['partners/eclac', 'partners/incb']
		]
	},
	'3': {
		'five-guiding': [
			...['codes/guiding-questions/mechanisms', 'codes/guiding-questions/inclusion'],
			...['codes/guiding-questions/institutions', 'codes/guiding-questions/challenges'],
			...['codes/guiding-questions/suggestions', 'alternatives/prt-mechanisms']
		],
		'three-stages': ['codes/stages/pre-trial', 'codes/stages/judicial', 'codes/stages/post-prison'],
		barriers: [
			...['codes/barriers/economic', 'codes/barriers/labour', 'codes/barriers/training'],
			...['codes/barriers/socio-health', 'codes/barriers/community']
		],
		'prevent-recidivism': [
			...['figures/repeat-offenders', 'figures/drug-users-in-treatment'],
			'needs/prevent-recidivism'
		],
		proportionality: [
			'needs/proportionality',
			'needs/punitive-codes',
			'legal/demo-possession-reform'
		],
		'drug-treatment': [
			...['figures/drug-court-states', 'figures/drug-court-workshops'],
			...['codes/model-status/exploring', 'codes/model-status/implementing'],
			'codes/model-status/expanding'
		],
		models: [
			...['models/model-back-on-track', 'models/model-community-courts', 'models/model-lead'],
			...['models/model-drug-market-intervention', 'codes/alternative-models/community-service'],
			...['models/court-kingston', 'models/court-montego-bay', 'models/court-belmopan'],
			...['models/court-glasgow', 'models/court-fife', 'models/court-leeds'],
			...['models/court-west-london', 'models/dissuasion-porto', 'models/crisalidas'],
			'models/youth-with-a-purpose'
		],
		'revolving-door': ['needs/revolving-door', 'needs/prison-overcrowding'],
		'judicial-officials': ['needs/officials-distrust'],
		roadmap: ['needs/roadmap', 'needs/conclusions-connect'],
		gender: ['needs/women-weakest-links', 'codes/sexes/women', 'cascades/demo-judicial-women']
	},
	'5': {
		'improve-the': ['needs/better-information', 'needs/monitoring'],
		'caribbean-data': ['needs/caribbean-data', 'needs/weak-characterisation'],
		tourism: ['needs/tourism'],
		baselines: ['needs/baselines', 'needs/characterise-actors'],
		'evaluation-of': ['needs/impact-evaluation'],
		'change-the': ['needs/change-survey-questions'],
		'risk-indicators': ['needs/school-absenteeism', 'needs/teenage-pregnancy'],
		interventions: ['needs/individual-impact'],
		groups: [
			...['young-people', 'children', 'working-mothers', 'older-adults', 'people-in-prison'],
			...['people-who-left-prison', 'young-offenders', 'women-facing-violence'],
			...['people-living-on-the-street', 'people-who-inject-drugs', 'indigenous-peoples'],
			...['black-population', 'lgbti-people', 'communities'],
			...['people-with-mental-health-problems', 'rural-young-people']
		].map((group) => `codes/population-groups/${group}`),
		'related-issues': ['needs/related-issues'],
		'service-types': [
			...['low-threshold', 'school-prevention', 'harm-reduction', 'treatment', 'social-insertion'],
			...['territorial-control', 'mental-health', 'alternative-development']
		].map((type) => `codes/intervention-types/${type}`),
		approaches: ['eco2', 'cadca', 'community-treatment', 'raisss'].map(
			(one) => `codes/approaches/${one}`
		),
		participatory: ['needs/participatory-budget', 'needs/stable-financing', 'needs/non-investment'],
		decentralisation: ['needs/decentralisation', 'needs/distance'],
		'citizen-security': ['needs/community-policing', 'needs/rebuild-trust'],
		'evidence-for': ['needs/influence-decision-makers'],
		'pilot-of': [
			...['interventions/micro-urbanism', 'needs/micro-urbanism'],
			...['needs/judges-and-prison-officials', 'needs/exchange-between-programmes']
		],
		'differential-and': ['needs/decolonial-approach', 'interventions/rights-and-gender']
	},
	'6': {
		proccer: ['process/certified-counsellors', 'partners/proccer'],
		'city-wide': ['services/centro-alameda', 'codes/service-types/', 'codes/modalities/'],
		'standard-questionnaire': ['process/service-status'],
		'process-indicators': [
			...['process/plan-compliance', 'process/exchange-intensity', 'process/own-evaluation'],
			...['process/exchanges-and-workshops', 'process/policy-improvement', 'partners/mem']
		],
		'events-with': [
			...['exchanges/forum-santo-domingo', 'exchanges/forum-closing'],
			...['exchanges/mayor-visits', 'exchanges/technical-visits']
		],
		'twin-cities': [
			...['partnerships/twin-city-network', 'partnerships/memoranda-cicad'],
			...['partnerships/letters-between-cities', 'partnerships/shared-action-plan']
		],
		'missing-data': [
			...['clinical-histories', 'use-during-after-treatment', 'co-morbidity', 'family-issues'],
			...['social-exclusion', 'licensing', 'trained-staff', 'continuum-of-care'],
			'patient-matching'
		].map((gap) => `needs/gap-${gap}`),
		'special-topics': [
			...['women', 'people-in-prison', 'adolescents', 'dual-diagnosis', 'people-with-hiv'],
			...['drug-emergencies', 'lac-migrants-in-the-eu']
		].map((group) => `codes/population-groups/${group}`),
		sustainability: [
			'process/material-quality',
			'process/replication-at-home',
			'process/authority-commitment'
		]
	},
	'7': {
		'2010': ['milestones/hemispheric-strategy-2010'],
		'may-2011': ['milestones/cicad-49-2011'],
		'september-2011': ['milestones/cartagena-workshop-2011'],
		'incb-jife': [
			...['milestones/incb-report-2011', 'milestones/summit-americas-2012'],
			'milestones/consultation-document-2012'
		],
		'2013-oas': ['milestones/oas-drug-report-2013', 'milestones/declaration-antigua-2013'],
		'june-2014': ['milestones/oas-44-2014'],
		'2013-2014': ['milestones/subregional-2', 'milestones/subregional-3'],
		'september-2014': ['milestones/oas-46-2014'],
		'december-2014': ['milestones/valdivia-2014'],
		'30-september': ['milestones/antigua-workshop-2015']
	}
};
