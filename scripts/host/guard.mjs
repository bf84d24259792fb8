// Runs a program and ends it, with all it started, as soon as whoever started this one is gone, however that
// happened: its end of our stdin closes even when it is killed. Usage: node guard.mjs <program> [arguments]
import { spawn } from 'node:child_process';

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });

function stop() {
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(process.pid), '/T', '/F']);
  } else {
    // We lead a process group of our own (see startServer), which this ends, ourselves included.
    process.kill(-process.pid, 'SIGKILL');
  }
}

child.on('error', (error) => {
  console.error(`${program} could not be started: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
process.stdin.on('end', stop).on('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
