/** How the application starts and stops: the start-up, SIGTERM, the graceful shutdown and the threads that outlive Liberty's. */
package org.meetinginsights.configuration.lifecycle;
