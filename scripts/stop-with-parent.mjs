// Loaded into the program before its own code (`--import`). The line to the launcher closes when the
// launcher is asked to stop, and also when it dies without a word: both end the program in good order.
if (process.channel) {
  process.channel.unref();
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
