import { date, EXAMPLE, text, type Members } from '../schema.ts';
import { product } from '../resource.ts';

const RANGE: Members = {
  'startDate!': date('Start of the period.'),
  'endDate!': date('End of the period.', { example: EXAMPLE.to }),
};
const MCC: Members = { 'mcc!': text('Mobile country code.', { example: '202' }) };
const NETWORK: Members = { ...MCC, 'mnc!': text('Mobile network code.', { example: '01' }) };
const COUNTRY: Members = {
  'countryCode!': text('Country (ISO 3166-1 alpha-2).', { min: 2, max: 2, example: 'GR' }),
};
const CAMPAIGN: Members = { 'campaignId!': text('Id of the campaign.') };
const OFFSET: Members = { 'offset!': date('Time from which the result is calculated.') };

export const reportResources = product('Reports', 'report', [
  {
    id: 'reports.volume',
    title: 'Report volume and price',
    purpose: 'of all messages in a range of dates',
    request: 'GET /reports/my/volPrice',
    docs: 'view-volumeprice-summary-analytics-for-a-range-of-messages',
    query: RANGE,
  },
  {
    id: 'reports.volumeOfCountry',
    title: 'Report volume and price of a country',
    purpose: 'by mobile country code',
    request: 'GET /reports/my/volPrice/perMcc',
    docs: 'view-volumeprice-summary-analytics-for-a-country',
    query: { ...RANGE, ...MCC },
  },
  {
    id: 'reports.volumeOfNetwork',
    title: 'Report volume and price of a network',
    purpose: 'by mobile country and network code',
    request: 'GET /reports/my/volPrice/perMccMnc',
    docs: 'view-volume-and-price-analytics-for-a-specific-country',
    query: { ...RANGE, ...NETWORK },
  },
  {
    id: 'reports.volumeOfCampaign',
    title: 'Report volume and price of a campaign',
    purpose: 'by its id',
    request: 'GET /reports/my/volPrice/perCampaign',
    docs: 'view-volume-and-price-analytics-for-a-specific-campaign',
    query: { ...CAMPAIGN, ...OFFSET },
  },
  {
    id: 'reports.lookups',
    title: 'Report volume and price of lookups',
    purpose: 'in a range of dates',
    request: 'GET /reports/my/lookup/volPrice',
    docs: 'view-volume-and-price-analytics-for-a-range-of-lookup-records',
    query: RANGE,
  },
  {
    id: 'reports.validations',
    title: 'Report volume and price of validated numbers',
    purpose: 'in a range of dates',
    request: 'GET /reports/my/numberValidator/volPrice',
    docs: 'view-number-validator-volume-and-costs-for-a-specified-date-range',
    query: RANGE,
  },
  {
    id: 'reports.time',
    title: 'Report delivery times',
    purpose: 'time summary in a range of dates',
    request: 'GET /reports/my/breakdown',
    docs: 'view-time-summary-analytics-for-a-range-of-messages',
    query: RANGE,
  },
  {
    id: 'reports.timeOfCountry',
    title: 'Report delivery times of a country',
    purpose: 'by its code of two letters',
    request: 'GET /reports/my/breakdown/perCountry',
    docs: 'view-time-summary-analytics-for-a-country',
    query: { ...RANGE, ...COUNTRY },
  },
  {
    id: 'reports.timeOfNetwork',
    title: 'Report delivery times of a network',
    purpose: 'by mobile country and network code',
    request: 'GET /reports/my/breakdown/perMccMnc',
    docs: 'view-time-summary-analytics-for-a-country-and-a-network',
    query: { ...RANGE, ...NETWORK },
  },
  {
    id: 'reports.timeOfCampaign',
    title: 'Report delivery times of a campaign',
    purpose: 'by its id',
    request: 'GET /reports/my/breakdown/perCampaign',
    docs: 'view-time-summary-analytics-for-a-bulk-send-out',
    query: { ...CAMPAIGN, ...OFFSET },
  },
  {
    id: 'reports.latency',
    title: 'Report latency',
    purpose: 'delivery times in a range of dates, older name',
    request: 'GET /reports/my/latency',
    query: RANGE,
    replacedBy: 'reports.time',
  },
  {
    id: 'reports.latencyOfCountry',
    title: 'Report latency of a country',
    purpose: 'by mobile country code',
    request: 'GET /reports/my/latency/perCountry',
    query: { ...RANGE, ...COUNTRY },
    replacedBy: 'reports.timeOfCountry',
  },
  {
    id: 'reports.latencyOfNetwork',
    title: 'Report latency of a network',
    purpose: 'by mobile country and network code',
    request: 'GET /reports/my/latency/perMccMnc',
    query: { ...RANGE, ...NETWORK },
    replacedBy: 'reports.timeOfNetwork',
  },
  {
    id: 'reports.latencyOfCampaign',
    title: 'Report latency of a campaign',
    purpose: 'by its id',
    request: 'GET /reports/my/latency/perCampaign',
    query: CAMPAIGN,
    replacedBy: 'reports.timeOfCampaign',
  },
]);
