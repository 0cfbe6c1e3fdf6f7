/** The real WAR on a real Open Liberty: deployed by Arquillian, called from outside over HTTP and looked at from inside. */
package org.meetinginsights.it;
