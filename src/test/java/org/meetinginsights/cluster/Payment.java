package org.meetinginsights.cluster;

/**
 * A call that the model got.
 *
 * @param payer the API key that it came with
 * @param at on the scale of {@link System#nanoTime()}
 */
record Payment(String payer, long at) {}
