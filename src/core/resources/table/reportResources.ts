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
    title: 'Get volume and price',
    purpose: 'of all messages for a date range',
    request: 'GET /reports/my/volPrice',
    docs: 'view-volumeprice-summary-analytics-for-a-range-of-messages',
    query: RANGE,
  },
  {
    id: 'reports.volumeOfCountry',
    title: 'Get volume and price by country',
    purpose: 'by mobile country code',
    request: 'GET /reports/my/volPrice/perMcc',
    docs: 'view-volumeprice-summary-analytics-for-a-country',
    query: { ...RANGE, ...MCC },
  },
  {
    id: 'reports.volumeOfNetwork',
    title: 'Get volume and price by network',
    purpose: 'by mobile country and network code',
    request: 'GET /reports/my/volPrice/perMccMnc',
    docs: 'view-volume-and-price-analytics-for-a-specific-country',
    query: { ...RANGE, ...NETWORK },
  },
  {
    id: 'reports.volumeOfCampaign',
    title: 'Get volume and price by campaign',
    purpose: 'by its ID',
    request: 'GET /reports/my/volPrice/perCampaign',
    docs: 'view-volume-and-price-analytics-for-a-specific-campaign',
    query: { ...CAMPAIGN, ...OFFSET },
  },
  {
    id: 'reports.lookups',
    title: 'Get volume and price of lookups',
    purpose: 'for a date range',
    request: 'GET /reports/my/lookup/volPrice',
    docs: 'view-volume-and-price-analytics-for-a-range-of-lookup-records',
    query: RANGE,
  },
  {
    id: 'reports.validations',
    title: 'Get volume and price of number validations',
    purpose: 'for a date range',
    request: 'GET /reports/my/numberValidator/volPrice',
    docs: 'view-number-validator-volume-and-costs-for-a-specified-date-range',
    query: RANGE,
  },
  {
    id: 'reports.time',
    title: 'Get delivery times',
    purpose: 'time summary for a date range',
    request: 'GET /reports/my/breakdown',
    docs: 'view-time-summary-analytics-for-a-range-of-messages',
    query: RANGE,
  },
  {
    id: 'reports.timeOfCountry',
    title: 'Get delivery times by country',
    purpose: 'by two-letter country code',
    request: 'GET /reports/my/breakdown/perCountry',
    docs: 'view-time-summary-analytics-for-a-country',
    query: { ...RANGE, ...COUNTRY },
  },
  {
    id: 'reports.timeOfNetwork',
    title: 'Get delivery times by network',
    purpose: 'by mobile country and network code',
    request: 'GET /reports/my/breakdown/perMccMnc',
    docs: 'view-time-summary-analytics-for-a-country-and-a-network',
    query: { ...RANGE, ...NETWORK },
  },
  {
    id: 'reports.timeOfCampaign',
    title: 'Get delivery times by campaign',
    purpose: 'by its ID',
    request: 'GET /reports/my/breakdown/perCampaign',
    docs: 'view-time-summary-analytics-for-a-bulk-send-out',
    query: { ...CAMPAIGN, ...OFFSET },
  },
  {
    id: 'reports.latency',
    title: 'Get latency',
    purpose: 'former name of delivery times, for a date range',
    request: 'GET /reports/my/latency',
    query: RANGE,
    replacedBy: 'reports.time',
  },
  {
    id: 'reports.latencyOfCountry',
    title: 'Get latency by country',
    purpose: 'by mobile country code',
    request: 'GET /reports/my/latency/perCountry',
    query: { ...RANGE, ...COUNTRY },
    replacedBy: 'reports.timeOfCountry',
  },
  {
    id: 'reports.latencyOfNetwork',
    title: 'Get latency by network',
    purpose: 'by mobile country and network code',
    request: 'GET /reports/my/latency/perMccMnc',
    query: { ...RANGE, ...NETWORK },
    replacedBy: 'reports.timeOfNetwork',
  },
  {
    id: 'reports.latencyOfCampaign',
    title: 'Get latency by campaign',
    purpose: 'by its ID',
    request: 'GET /reports/my/latency/perCampaign',
    query: CAMPAIGN,
    replacedBy: 'reports.timeOfCampaign',
  },
]);
