/** The real WAR on a real Open Liberty: deployed by Arquillian, called over HTTP. Each {@code *IT} is one deployment. */
package org.meetinginsights.it;
