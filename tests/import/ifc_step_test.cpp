// The text form of IFC: records, quotes, comments, lists.
#include "tools/import/ifc_step.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <span>

#include "tools/import/ifc_rewrite.h"
#include "tools/import/report.h"

namespace twin::import {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string file(const std::string& schema, const std::string& records) {
    return "ISO-10303-21;\nHEADER;\nFILE_SCHEMA (( '" + schema + "' ));\nENDSEC;\n\nDATA;\n" + records +
           "ENDSEC;\nEND-ISO-10303-21;\n";
}

std::string rewritten(const std::string& schema, const std::string& records) {
    const std::string text = file(schema, records);
    const auto bytes = std::as_bytes(std::span<const char>{text});
    Report report;
    const auto out = rewriteIfc({bytes.begin(), bytes.end()}, report);
    return {reinterpret_cast<const char*>(out.data()), out.size()};
}

TEST(IfcStep, RecordsOverSeveralLinesWithQuotesAndComments) {
    const StepFile step{file("IFC4",
                             "/* one; two */ #7 = IFCWALL ( 'it''s; a (wall)', $ ,\n (1., /* no */ 2.), #8 );\n"
                             "#12=IFCX('');\n")};
    EXPECT_EQ(step.schema(), "IFC4");
    ASSERT_EQ(step.records().size(), 2U);
    EXPECT_EQ(step.largestId(), 12U);
    ASSERT_NE(step.find(7), nullptr);
    EXPECT_EQ(step.find(7)->type, "IFCWALL");
    EXPECT_THAT(splitStep(step.find(7)->arguments), ElementsAre("'it''s; a (wall)'", "$", "(1.,2.)", "#8"));
    EXPECT_EQ(step.find(8), nullptr);
}

TEST(IfcStep, ListsOfNumbersAndReferences) {
    EXPECT_THAT(numbersOf("(1.,-2.5E-1,+3)"), ElementsAre(1, -0.25, 3));
    EXPECT_THAT(rowsOf("((1.,2.),(3.))"), ElementsAre(ElementsAre(1, 2), ElementsAre(3)));
    EXPECT_THAT(referencesOf("(#4,$,#0,#17)"), ElementsAre(4, 17));
    EXPECT_TRUE(splitStep("").empty());
    EXPECT_EQ(insideBrackets("$"), "");
}

TEST(IfcStep, WhatIsNoStepFileOrCutOffIsRefused) {
    EXPECT_THROW(StepFile{"hello"}, Refusal);
    EXPECT_THROW(StepFile{"ISO-10303-21;HEADER;ENDSEC;"}, Refusal);
    EXPECT_THROW(StepFile{"ISO-10303-21;DATA;#1=IFCX('never closed"}, Refusal);
}

TEST(IfcRewrite, ArcsOfPolyCurvesBecomeShortLines) {
    const std::string out = rewritten("IFC4",
                                      "#1=IFCCARTESIANPOINTLIST2D(((1.,0.),(0.,1.),(-1.,0.)));\n"
                                      "#2=IFCINDEXEDPOLYCURVE(#1,(IFCARCINDEX((1,2,3)),IFCLINEINDEX((3,1))),.F.);\n");
    EXPECT_THAT(out, HasSubstr("#2=IFCPOLYLINE(("));
    EXPECT_THAT(out, HasSubstr("IFC2X3"));
    std::size_t points = 0;
    for (std::size_t at = out.find("=IFCCARTESIANPOINT("); at != std::string::npos;
         at = out.find("=IFCCARTESIANPOINT(", at + 1)) {
        ++points;
    }
    EXPECT_GE(points, 25U);
}

TEST(IfcRewrite, SpaceOfIfc4FitsIfc2x3AndPropertiesGo) {
    const std::string out = rewritten("IFC4",
                                      "#1=IFCSPACE('347jFE2yX7IhCEIALmupEH',$,'4',$,$,$,$,'x',$,.PARKING.);\n"
                                      "#2=IFCPROPERTYSINGLEVALUE('a',$,$,$);\n");
    EXPECT_THAT(out, HasSubstr("'x',.ELEMENT.,.NOTDEFINED.,$)"));
    EXPECT_THAT(out, testing::Not(HasSubstr("IFCPROPERTYSINGLEVALUE")));
}

}  // namespace
}  // namespace twin::import
