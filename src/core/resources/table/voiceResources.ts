import { EXAMPLE, product, reference } from '../resource.ts';

const SPEECH = { language: 'en-US', gender: 'female', text: 'Hello from Routee' } as const;

export const voiceResources = product('Voice', 'voice', [
  {
    id: 'voice.campaign',
    title: 'Send a voice campaign',
    purpose: 'call numbers and read a text to them',
    request: 'POST /voice/campaign',
    effect: 'costs',
    json: { from: EXAMPLE.otherMobile, to: [EXAMPLE.mobile], name: 'Welcome', message: SPEECH },
    notes: ['"fileURL" (a .wav file) may take the place of "message".'],
    docs: reference('send-a-voice-campaign'),
  },
  {
    id: 'voice.conversation',
    word: 'routee-voice',
    title: 'Start a call',
    purpose: 'voice conversation that follows a dial plan',
    request: 'POST /voice/conversation',
    effect: 'costs',
    json: {
      from: EXAMPLE.otherMobile,
      to: { phone: EXAMPLE.mobile },
      dialPlan: { verbs: [{ type: 'SAY', message: SPEECH }] },
    },
    docs: reference('perform-a-voice-conversation'),
  },
  {
    id: 'voice.getConversation',
    title: 'Get a call',
    purpose: 'details and recordings of a conversation',
    request: 'GET /voice/conversation/{conversationTrackingId}',
    docs: reference('retrieve-conversation-tracking'),
  },
  {
    id: 'voice.track',
    title: 'Track a voice message',
    purpose: 'state of one call',
    request: 'GET /voice/tracking/{messageTrackingId}',
    docs: reference('voicemessagetracking'),
  },
  {
    id: 'voice.trackCampaign',
    title: 'Track a voice campaign',
    purpose: 'state of its calls',
    request: 'GET /voice/tracking/campaign/{campaignTrackingId}',
    docs: reference('retrieve-voice-tracking-by-campaign'),
  },
  {
    id: 'voice.trackConversation',
    title: 'Track the dials of a call',
    purpose: 'whom a conversation was connected to',
    request: 'GET /voice/tracking/conversation/{conversationTrackingId}',
    docs: reference('retrieve-conversation-dial-tracking'),
  },
]);
