/** The operators' endpoints: list stored results and erase them. */
package org.meetinginsights.admin;
