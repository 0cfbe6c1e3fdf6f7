package org.meetinginsights.admin;

import java.util.Optional;
import org.meetinginsights.idempotency.key.StoreScope;
import org.meetinginsights.security.Identity;

/**
 * Somebody had something erased; for logs.
 *
 * @param by who asked
 * @param scope what was erased; of a customer that has several tags, with that of today
 * @param report what it came to; nothing where that is not known
 */
public record ResultsErased(String requestId, Identity by, StoreScope scope, Optional<ErasureReport> report) {}
