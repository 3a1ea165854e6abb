import { runAsProcess } from '../vendor/process.ts';
import { startStandInMessenger } from './server.ts';

void runAsProcess(startStandInMessenger);
