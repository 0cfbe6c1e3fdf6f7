/**
 * Several nodes at once: real Liberty and Hazelcast processes on the loopback interface, started with the documented
 * commands, killed, frozen, stopped and cut off while requests run. Nothing in here knows a class of the service.
 */
package org.meetinginsights.cluster;
