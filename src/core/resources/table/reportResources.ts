import { EXAMPLE, product, reference } from '../resource.ts';

const RANGE = { startDate: EXAMPLE.from, endDate: EXAMPLE.to } as const;
/** The names that clients of 2016 to 2021 use; today's reference calls it `breakdown`. */
const LATENCY_NOTE = 'Routee’s reference now names /reports/my/breakdown in its place.';

export const reportResources = product('Reports', 'report', [
  {
    id: 'reports.volume',
    title: 'Report volume and price',
    purpose: 'of all messages in a range of dates',
    request: 'GET /reports/my/volPrice',
    query: RANGE,
    docs: reference('view-volumeprice-summary-analytics-for-a-range-of-messages'),
  },
  {
    id: 'reports.volumeOfCountry',
    title: 'Report volume and price of a country',
    purpose: 'by mobile country code',
    request: 'GET /reports/my/volPrice/perMcc',
    query: { ...RANGE, mcc: '202' },
    docs: reference('view-volumeprice-summary-analytics-for-a-country'),
  },
  {
    id: 'reports.volumeOfNetwork',
    title: 'Report volume and price of a network',
    purpose: 'by mobile country and network code',
    request: 'GET /reports/my/volPrice/perMccMnc',
    query: { ...RANGE, mcc: '202', mnc: '01' },
    docs: reference('view-volume-and-price-analytics-for-a-specific-country'),
  },
  {
    id: 'reports.volumeOfCampaign',
    title: 'Report volume and price of a campaign',
    purpose: 'by its id',
    request: 'GET /reports/my/volPrice/perCampaign',
    query: { campaignId: 'CAMPAIGN_ID', offset: EXAMPLE.from },
    docs: reference('view-volume-and-price-analytics-for-a-specific-campaign'),
  },
  {
    id: 'reports.time',
    title: 'Report delivery times',
    purpose: 'time summary in a range of dates',
    request: 'GET /reports/my/breakdown',
    query: RANGE,
    docs: reference('view-time-summary-analytics-for-a-range-of-messages'),
  },
  {
    id: 'reports.latency',
    title: 'Report latency',
    purpose: 'delivery times in a range of dates, older name',
    request: 'GET /reports/my/latency',
    query: RANGE,
    notes: [LATENCY_NOTE],
  },
  {
    id: 'reports.latencyOfCountry',
    title: 'Report latency of a country',
    purpose: 'by mobile country code',
    request: 'GET /reports/my/latency/perCountry',
    query: { ...RANGE, countryCode: 'GR' },
    notes: [LATENCY_NOTE],
  },
  {
    id: 'reports.latencyOfNetwork',
    title: 'Report latency of a network',
    purpose: 'by mobile country and network code',
    request: 'GET /reports/my/latency/perMccMnc',
    query: { ...RANGE, mcc: '202', mnc: '01' },
    notes: [LATENCY_NOTE],
  },
  {
    id: 'reports.latencyOfCampaign',
    title: 'Report latency of a campaign',
    purpose: 'by its id',
    request: 'GET /reports/my/latency/perCampaign',
    query: { campaignId: 'CAMPAIGN_ID' },
    notes: [LATENCY_NOTE],
  },
]);
