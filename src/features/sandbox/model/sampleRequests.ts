import { FAILING_NUMBER } from './delivery.ts';

/** A file of requests that can be sent to the sandbox as they are. */
export function sampleRequests(apiUrl: string): string {
  const sms = (to: string): string => `POST {{sandbox}}/sms
Content-Type: application/json

{
  "body": "Hello from the sandbox",
  "to": "${to}",
  "from": "Sandbox"
}
`;
  return `# Sandbox: answers as Routee does, on this computer. Nothing leaves it, and nothing costs money.
# "Send to Sandbox" above a request sends it with a fresh token.
@sandbox = ${apiUrl}

### The balance of the account
GET {{sandbox}}/accounts/me/balance

### Send an SMS
${sms('+306900000000')}
### Was it delivered? Queued at first, Sent after one second, Delivered after three
POST {{sandbox}}/sms/tracking
Content-Type: application/json

[]

### A number that nothing can be delivered to
${sms(FAILING_NUMBER)}`;
}
