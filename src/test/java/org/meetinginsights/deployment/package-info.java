/** The files that put the service somewhere: the compose file, the image and the load balancer. */
package org.meetinginsights.deployment;
