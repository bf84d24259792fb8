import { EXAMPLE, reference, type RouteeResource } from '../resource.ts';

const VOICE = { group: 'Voice', scope: 'voice' } as const;
const SPEECH = { language: 'en-US', gender: 'female', text: 'Hello from Routee' } as const;

export const voiceResources: readonly RouteeResource[] = [
  {
    ...VOICE,
    id: 'voice.campaign',
    title: 'Send a voice campaign',
    purpose: 'call numbers and read a text to them',
    method: 'POST',
    path: '/voice/campaign',
    effect: 'costs',
    json: { from: EXAMPLE.otherMobile, to: [EXAMPLE.mobile], name: 'Welcome', message: SPEECH },
    notes: ['"fileURL" (a .wav file) may take the place of "message".'],
    docs: reference('send-a-voice-campaign'),
  },
  {
    ...VOICE,
    id: 'voice.conversation',
    title: 'Start a call',
    purpose: 'voice conversation that follows a dial plan',
    method: 'POST',
    path: '/voice/conversation',
    effect: 'costs',
    json: {
      from: EXAMPLE.otherMobile,
      to: { phone: EXAMPLE.mobile },
      dialPlan: { verbs: [{ type: 'SAY', message: SPEECH }] },
    },
    docs: reference('perform-a-voice-conversation'),
  },
  {
    ...VOICE,
    id: 'voice.getConversation',
    title: 'Get a call',
    purpose: 'details and recordings of a conversation',
    method: 'GET',
    path: '/voice/conversation/{conversationTrackingId}',
    effect: 'free',
    docs: reference('retrieve-conversation-tracking'),
  },
  {
    ...VOICE,
    id: 'voice.track',
    title: 'Track a voice message',
    purpose: 'state of one call',
    method: 'GET',
    path: '/voice/tracking/{messageTrackingId}',
    effect: 'free',
    docs: reference('voicemessagetracking'),
  },
  {
    ...VOICE,
    id: 'voice.trackCampaign',
    title: 'Track a voice campaign',
    purpose: 'state of its calls',
    method: 'GET',
    path: '/voice/tracking/campaign/{campaignTrackingId}',
    effect: 'free',
    docs: reference('retrieve-voice-tracking-by-campaign'),
  },
  {
    ...VOICE,
    id: 'voice.trackConversation',
    title: 'Track the dials of a call',
    purpose: 'whom a conversation was connected to',
    method: 'GET',
    path: '/voice/tracking/conversation/{conversationTrackingId}',
    effect: 'free',
    docs: reference('retrieve-conversation-dial-tracking'),
  },
];
