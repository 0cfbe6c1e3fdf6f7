/** What Java programs call the service with: a typed MicroProfile REST Client, published as a jar of its own. */
package org.meetinginsights.client;
