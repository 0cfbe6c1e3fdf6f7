/**
 * Who asks, and what they may do.
 *
 * <pre>
 *  request ──► AccessFilter ──► Admission        without a key: does that do here?
 *                   │              └──► ApiKeyStore   with one: whose is it? (an IdentityStore of Jakarta Security)
 *                   ▼
 *             &#64;RolesAllowed                        is it the role for this?
 * </pre>
 *
 * Knows nothing of meetings and of the cache.
 */
package org.meetinginsights.security;
