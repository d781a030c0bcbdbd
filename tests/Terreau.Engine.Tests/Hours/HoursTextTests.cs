using Terreau.Engine.Hours;

namespace Terreau.Engine.Tests.Hours;

/// <summary>Opening hours as people type them: understood wholly, or refused with a sentence.</summary>
public sealed class HoursTextTests
{
    [Theory]
    [InlineData("du lundi au vendredi 9h-12h / 14h-18h", "Mo-Fr 09:00-12:00,14:00-18:00")]
    [InlineData("lun-ven : 9h00 à 17h30", "Mo-Fr 09:00-17:30")]
    [InlineData("Lu-Ve 9:00-17:30", "Mo-Fr 09:00-17:30")]
    [InlineData("9h-12h et 14h-17h du lundi au vendredi", "Mo-Fr 09:00-12:00,14:00-17:00")]
    [InlineData("Du lundi au vendredi, de 9h30 à 17h", "Mo-Fr 09:30-17:00")]
    [InlineData("Lundi et Jeudi : 9h à 12h30 et 13h30 à 17h Mardi 9h à 12h30 et 13h30 à 18h30 Mercredi 13h30 à 17h",
        "Mo,Th 09:00-12:30,13:30-17:00; Tu 09:00-12:30,13:30-18:30; We 13:30-17:00")]
    [InlineData("Mardi : 15h à18h30 Mercredi : 9h30 à 12h30", "Tu 15:00-18:30; We 09:30-12:30")]
    [InlineData("mardi de 10h à 12h, le mardi de 14h à 16h, le vendredi de 14 à 16h", "Tu 10:00-12:00,14:00-16:00; Fr 14:00-16:00")]
    [InlineData("MERCREDI 17h - 19h", "We 17:00-19:00")]
    [InlineData("Lundi\n9h-12h\nMardi\n14h-18h", "Mo 09:00-12:00; Tu 14:00-18:00")]
    [InlineData("lundi au samedi 9h-18h, fermé le mercredi", "Mo-Sa 09:00-18:00; We off")]
    [InlineData("fermé le mercredi ; du lundi au samedi 9h-18h", "Mo-Sa 09:00-18:00; We off")]
    [InlineData("mercredi fermé", "We off")]
    [InlineData("du lundi au vendredi sauf le mercredi, 9h-12h", "Mo-Tu,Th-Fr 09:00-12:00")]
    [InlineData("lundi au vendredi 9h-12h sauf jours fériés", "Mo-Fr 09:00-12:00; PH off")]
    [InlineData("lundi au vendredi : 9 h à 12 h et 14 h à 18 h ; fermé les jours fériés", "Mo-Fr 09:00-12:00,14:00-18:00; PH off")]
    [InlineData("24h/24", "24/7")]
    [InlineData("24h/24 et 7j/7", "24/7")]
    [InlineData("ouvert 24 h sur 24, 7 jours sur 7", "24/7")]
    [InlineData("7j/7 de 8h à 20h", "Mo-Su 08:00-20:00")]
    [InlineData("tous les jours 8h-20h", "Mo-Su 08:00-20:00")]
    [InlineData("sur rendez-vous", "\"sur rendez-vous\"")]
    [InlineData("Uniquement sur RDV", "\"sur rendez-vous\"")]
    [InlineData("mercredi sur rendez-vous", "We \"sur rendez-vous\"")]
    [InlineData("lundi 9h-12h sur rendez-vous, mardi 9h-12h", "Mo 09:00-12:00 open \"sur rendez-vous\"; Tu 09:00-12:00")]
    [InlineData("lundi au vendredi 9h-12h ; sur rendez-vous", "Mo-Fr 09:00-12:00 || \"sur rendez-vous\"")]
    [InlineData("Mercredi : (sur rendez-vous) Jeudi : 14h à 17h", "We \"sur rendez-vous\"; Th 14:00-17:00")]
    [InlineData("lundi 9h à 12h30 - 14h à 17h", "Mo 09:00-12:30,14:00-17:00")]
    [InlineData("lundi 9h-12h, sur rendez-vous uniquement", "Mo 09:00-12:00 open \"sur rendez-vous\"")]
    [InlineData("lundi 9h-12h, mardi 14h-18h, sur rendez-vous", "Mo 09:00-12:00; Tu 14:00-18:00 || \"sur rendez-vous\"")]
    [InlineData("vendredi à partir de 17h", "Fr 17:00+")]
    [InlineData("vendredi 20h à 2h", "Fr 20:00-02:00")]
    [InlineData("samedi matin 9h-12h", "Sa 09:00-12:00")]
    [InlineData("lundi, le matin de 9h à 12h et l’après-midi de 14h à 18h", "Mo 09:00-12:00,14:00-18:00")]
    [InlineData("ouvert le lundi", "Mo open")]
    [InlineData("week-end 10h-12h", "Sa-Su 10:00-12:00")]
    [InlineData("lundi de 10h à midi", "Mo 10:00-12:00")]
    [InlineData("samedi 18h-minuit", "Sa 18:00-24:00")]
    [InlineData("lundi au vendredi 9h-12h. Fermé en août.", "Mo-Fr 09:00-12:00; Aug off")]
    [InlineData("lundi au vendredi 9h-12h, fermé du 1er au 15 août", "Mo-Fr 09:00-12:00; Aug 01-15 off")]
    [InlineData("lundi 9h-12h, fermé du 1er au 15 août et les jours fériés", "Mo 09:00-12:00; PH off; Aug 01-15 off")]
    [InlineData("lundi au samedi 9h-12h, fermé le mardi, les jours fériés et en août", "Mo-Sa 09:00-12:00; Tu,PH off; Aug off")]
    [InlineData("fermé en août, lundi 9h-12h", "Mo 09:00-12:00; Aug off")]
    [InlineData("fermé le lundi. En août, mardi 9h-12h", "Mo off; Aug Tu 09:00-12:00")]
    [InlineData("d’avril à septembre, samedi 9h-12h", "Apr-Sep Sa 09:00-12:00")]
    [InlineData("Lundi 9h-12h (entrée par la cour)", "Mo 09:00-12:00 open \"entrée par la cour\"")]
    [InlineData("Mo-Fr 9:00-12:00", "Mo-Fr 09:00-12:00")]
    public void TryRead_WhatPeopleType_IsUnderstood(string text, string osm)
    {
        var isRead = HoursText.TryRead(text, out var hours, out var reason);

        Assert.True(isRead, reason);
        Assert.Equal(osm, hours!.ToString());
        Assert.Equal(osm, HoursText.Kept(osm));
    }

    [Theory]
    [InlineData("samedi matin", "« matin » n’a pas d’heures")]
    [InlineData("samedi", "« samedi » n’a pas d’heures")]
    [InlineData("9h-18h", "Dites aussi les jours")]
    [InlineData("fermé", "Dites aussi les jours")]
    [InlineData("lundi 9h", "Il manque une heure après « 9h »")]
    [InlineData("lundi 14h-12h", "la fin vient avant")]
    [InlineData("fermé le lundi et en août, mardi 9h-12h", "de deux façons")]
    [InlineData("lundi 9h-12h, fermé le mardi en août", "la période avant")]
    [InlineData("lundi 9h à 12h30 à 14h à 17h", "« à » n’est pas compris à cette place")]
    [InlineData("lundi matin 14h-18h", "ne va pas avec")]
    [InlineData("lundi 25h-26h", "de 0 h à 24 h")]
    [InlineData("lundi 9-12", "Il manque une heure")]
    [InlineData("1er jeudi du mois 9h-12h", "n’est pas compris")]
    [InlineData("horaires de la mairie", "« mairie » n’est pas compris")]
    [InlineData("Lundi :\nMardi : 9h-12h", "« Lundi » n’a pas d’heures")]
    [InlineData("lundi au vendredi 9h-12h ; mercredi 14h-18h", "dit deux fois")]
    [InlineData("mercredi 9h-12h, fermé le mercredi", "ouvert et fermé")]
    [InlineData("lundi 9h-12h et 11h-14h", "chevauchent")]
    [InlineData("lundi 8h30/12h - 13h30/17h", "Il manque une heure")]
    [InlineData("Mar 09:00-12:00", "de deux façons")]
    [InlineData("Mo-Fr 09:00-sunset", "« 09:00-sunset »")]
    [InlineData("lundi 9h-12h en août", "la période avant")]
    [InlineData("Ligne Irigo N° 6, 11 - arrêt les Deniers", "« Ligne » n’est pas compris")]
    public void TryRead_WhatIsNotClear_IsRefusedWithASentence(string text, string reason)
    {
        Assert.False(HoursText.TryRead(text, out var hours, out var said), hours?.ToString());

        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.Equal(text, HoursText.Kept(text));
        Assert.Equal(said, HoursText.Refusal(text));
    }

    [Theory]
    [InlineData("Mo-Fr 09:00-12:00,14:00-18:00; PH off", "lundi au vendredi : 9 h à 12 h et 14 h à 18 h ; fermé les jours fériés")]
    [InlineData("Mo,Th-Fr 19:30-21:00 open", "lundi, jeudi et vendredi : 19 h 30 à 21 h")]
    [InlineData("Mo,We-Fr 09:00-12:00", "lundi et du mercredi au vendredi : 9 h à 12 h")]
    [InlineData("Mo-We off", "fermé du lundi au mercredi")]
    [InlineData("24/7", "24 h sur 24, 7 jours sur 7")]
    [InlineData("Apr-Sep Sa 09:00-12:00; Aug 01-15 off", "d’avril à septembre, samedi : 9 h à 12 h ; fermé du 1er au 15 août")]
    [InlineData("Mo 08:00-18:00 open \"Sans rendez-vous\"", "lundi : 8 h à 18 h (Sans rendez-vous)")]
    [InlineData("Mo 09:00-12:00 || \"sur rendez-vous\"", "lundi : 9 h à 12 h ; sur rendez-vous")]
    [InlineData("We \"sur rendez-vous\"", "mercredi : sur rendez-vous")]
    [InlineData("Fr 17:00+", "vendredi : à partir de 17 h")]
    [InlineData("09:00-12:00; Sa unknown", "tous les jours : 9 h à 12 h ; samedi : à confirmer")]
    [InlineData("SH off", "fermé pendant les vacances scolaires")]
    [InlineData("Mo 18:00-24:00", "lundi : 18 h à minuit")]
    [InlineData("Mo open", "lundi : ouvert")]
    [InlineData("pas des horaires", "pas des horaires")]
    public void Words_OfHours_AreFrenchAndReadBack(string osm, string words)
    {
        var said = HoursWords.Of(osm).Replace('\u00A0', ' ');

        Assert.Equal(words, said);
        if (!OpeningHours.TryParse(osm, out _)) return;
        var typed = HoursText.Typed(osm);
        Assert.True(HoursText.TryRead(typed, out var again, out var reason), reason);
        Assert.Equal(typed == osm ? osm : words.Replace("tous les jours", "lundi au dimanche", StringComparison.Ordinal), typed == osm
            ? again.ToString() : HoursWords.Of(again).Replace('\u00A0', ' '));
    }

    [Theory]
    [InlineData("lundi 9h-12h 🙂")]
    [InlineData("🙂")]
    [InlineData("lundi \ud83d 9h-12h")]
    [InlineData("lundi ٩h-١٢h")]
    [InlineData("le ٣ mars")]
    [InlineData("lundi ９h-12h")]
    [InlineData("\u0301lundi")]
    [InlineData("lundi 99h-99h")]
    [InlineData("du 45 mars au 99 avril lundi 9h-12h")]
    public void Refusal_WhatNobodyReads_IsASentence(string text) => Assert.NotNull(HoursText.Refusal(text));

    [Fact]
    public void TryRead_AnyPiecesInAnyOrder_IsReadOrRefused_AndWhatIsReadIsReadAgain()
    {
        string[] pieces = ["lundi", "mar", "du", "au", "vendredi", "9h", "12h30", "14", "à", "-", "et", ",", ";", ":", "\n", "fermé",
            "ouvert", "sauf", "le matin", "soir", "sur rdv", "(si besoin)", "jours fériés", "en août", "du 1er au 15 mars", "24h/24",
            "7j/7", "à partir de", "dès 8h", "ou plus", "Mo-Fr", "09:00-12:00", "PH off", "week-end", "midi", "minuit", "25h", "🙂", "\""];
        var random = new Random(20261128);
        var read = 0;
        for (var round = 0; round < 60_000; round++)
        {
            var text = string.Join(random.Next(4) == 0 ? "" : " ",
                Enumerable.Range(0, random.Next(1, 9)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (!HoursText.TryRead(text, out var hours, out var reason))
            {
                Assert.False(string.IsNullOrWhiteSpace(reason), text);
                continue;
            }
            read++;
            Assert.True(OpeningHours.TryParse(hours.ToString(), out var again), $"{text} → {hours}");
            Assert.Equal(hours, again);
            Assert.False(string.IsNullOrWhiteSpace(HoursWords.Of(hours)), text);
            Assert.NotEmpty(HoursWords.Lines(hours));
            _ = HoursText.Typed(hours.ToString());
        }
        Assert.True(read > 500, $"only {read} were read");
    }
}
