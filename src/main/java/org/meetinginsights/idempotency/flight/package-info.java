/**
 * Calls under way on this node: how their leases are renewed, how another node's call is waited for, how they end when the node stops.
 */
package org.meetinginsights.idempotency.flight;
