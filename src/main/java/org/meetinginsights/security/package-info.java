/**
 * Authentication and authorization.
 *
 * <pre>
 *  request ──► AccessFilter ──► Authenticator        no API keys configured: may this caller come in?
 *                   │                └──► ApiKeyStore   API keys configured: whose key is it? (an IdentityStore)
 *                   ▼
 *             &#64;RolesAllowed                          may this role do this?
 * </pre>
 *
 * The package knows nothing of meetings and of the cache.
 */
package org.meetinginsights.security;
