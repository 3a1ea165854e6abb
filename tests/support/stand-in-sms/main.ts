import { runAsProcess } from '../vendor/process.ts';
import { startStandInSms } from './server.ts';

void runAsProcess(startStandInSms);
