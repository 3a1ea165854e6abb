import { runAsProcess } from '../vendor/process.ts';
import { startStandInZalo } from './server.ts';

void runAsProcess(startStandInZalo);
