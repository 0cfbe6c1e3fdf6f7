/** The OpenAPI document as something that can be asked: is it valid, and is this response one that it allows? */
package org.meetinginsights.contract;
