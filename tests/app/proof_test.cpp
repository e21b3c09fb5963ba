#include "app/bridge/proof.h"

#include <gtest/gtest.h>

namespace twin::app {
namespace {

ProofFacts facts() {
    ProofFacts f;
    f.day = dayOf({2030, 12, 31});
    f.phase = "Etap III";
    f.minutes = 14 * 60 + 30;
    f.sunAzimuthDeg = 210.4;
    f.sunElevationDeg = 11.6;
    f.focalMm = 28.97;
    f.eyeHeightM = 1.7;
    f.dataYear = 2024;
    f.basis = "udokumentowane";
    return f;
}

TEST(Proof, CarriesEverythingThePictureRestsOn) {
    const std::string line = proofLine(*Texts::load("pl"), facts());
    for (const char* part :
         {"grudzień 2030", "Etap III", "14:30", "210", "12", "29 mm", "1,7 m", "2024", "udokumentowane"}) {
        EXPECT_NE(line.find(part), std::string::npos) << part << " in " << line;
    }
}

TEST(Proof, SpeaksTheLanguageOfThePerson) {
    EXPECT_NE(proofLine(*Texts::load("en"), facts()).find("December 2030"), std::string::npos);
    EXPECT_NE(proofLine(*Texts::load("uk"), facts()).find("грудень 2030"), std::string::npos);
}

TEST(Proof, SaysWhatIsInventedAndWhatTheUserAdded) {
    ProofFacts f = facts();
    const Texts pl = *Texts::load("pl");
    const std::string plain = proofLine(pl, f);
    f.schematic = true;
    f.models = true;
    const std::string full = proofLine(pl, f);
    EXPECT_EQ(plain.find(pl.get("proof.schematic")), std::string::npos);
    EXPECT_NE(full.find(pl.get("proof.schematic")), std::string::npos);
    EXPECT_NE(full.find(pl.get("proof.models")), std::string::npos);
}

}  // namespace
}  // namespace twin::app
