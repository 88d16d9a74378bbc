<?xml version="1.0" encoding="UTF-8"?>
<!-- From the report of a test class: how many of its tests were left out, and why -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="UTF-8"/>

  <!-- A disabled test has a message, an aborted one begins with the name and the message of its exception -->
  <xsl:key name="skipped" match="skipped" use="concat(@message, substring-before(concat(., '&#10;'), '&#10;'))"/>

  <xsl:template match="/testsuite">
    <xsl:for-each select="testcase/skipped">
      <xsl:variable name="reason" select="concat(@message, substring-before(concat(., '&#10;'), '&#10;'))"/>
      <xsl:if test="generate-id() = generate-id(key('skipped', $reason)[1])">
        <xsl:text>Left out: </xsl:text>
        <xsl:value-of select="count(key('skipped', $reason))"/>
        <xsl:text> of </xsl:text>
        <xsl:value-of select="/testsuite/@name"/>
        <xsl:text>. </xsl:text>
        <xsl:choose>
          <xsl:when test="@message"><xsl:value-of select="@message"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="substring-after($reason, ': ')"/></xsl:otherwise>
        </xsl:choose>
        <xsl:text>&#10;</xsl:text>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
