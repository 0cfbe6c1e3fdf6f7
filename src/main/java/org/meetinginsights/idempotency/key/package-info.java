/**
 * What requests and results are named by: idempotency key, canonical date, fingerprint, engine digest, store key, customer tag, scope.
 * Plain Java; knows nothing of stores.
 */
package org.meetinginsights.idempotency.key;
