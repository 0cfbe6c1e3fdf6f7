package org.meetinginsights.admin;

import java.util.Optional;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.security.Identity;

/**
 * The event that an operator has erased results.
 *
 * @param by who asked
 * @param scope what was erased; for a customer with several tags, the scope of the current tag
 * @param report the result; empty if the erase failed
 */
public record ResultsErased(String requestId, Identity by, StoreScope scope, Optional<ErasureReport> report) {}
