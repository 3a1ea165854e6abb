import express from 'express';
import { Bot, webhookCallback } from 'grammy';
import { peerAnswer, peerOptions, serve } from './serve.ts';

/** A bot that stores nothing: grammY as its documentation shows it, with its own client. */
const { apiRoot, token, secret } = peerOptions();
const bot = new Bot(token, { client: { apiRoot } });
bot.on('message:text', (context) => context.reply(peerAnswer));

const app = express();
app.disable('x-powered-by');
app.use(express.json());
app.use('/webhook', webhookCallback(bot, 'express', { secretToken: secret }));
serve(app);
