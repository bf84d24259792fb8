/** What stands for an id, a scope or an amount in demo mode. */
export const DOTS = '•••';
