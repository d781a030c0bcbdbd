using Terreau.Web.Search.Ideas.Wording;

namespace Terreau.Web.Search.Ideas;

/// <summary>The age of who writes; neither that of those they serve, nor a time that has passed.</summary>
internal static class AgeSaid
{
    private const int Youngest = 14;
    private const int Oldest = 99;

    private static readonly HashSet<string> Durations =
    [
        "depuis", "pendant", "durant", "apres", "avant", "moins", "plus", "enfants", "enfant", "jeunes", "jeune", "ados", "il", "y",
        "asso", "association", "structure", "entreprise", "existe", "aux", "filles", "fille", "garcons", "fils", "eleves", "bebes",
    ];

    public static Said<int>? Of(IdeaText text, IReadOnlyList<IdeaNumber> numbers)
    {
        foreach (var number in numbers)
        {
            if (number.Unit != Unit.Years || number.Low != number.High || number.Low is < Youngest or > Oldest) continue;
            if (IsAge(text, number)) return new Said<int>((int)number.Low, text.Words(Start(text, number), number.Last + 1));
        }
        return null;
    }

    private static bool IsAge(IdeaText text, IdeaNumber number)
    {
        var after = text.At(number.Last + 2);
        // "10 ans d'expérience", "30 ans de métier", "5 ans après".
        if (after is { Before: Break.None, Form: "de" or "d" or "dans" or "apres" or "plus" }) return false;
        var before = text.Form(number.First - 1);
        var preceded = text.Form(number.First - 2);
        if (before is "je" || (before is "ai" && preceded is "je")) return true;
        if (before is "ge" or "g" or "jai" or "age" or "agee") return true;
        if (before is "mes" && preceded is "de") return true;
        if (before is "de" or "d") return preceded is "age" or "agee" || IsPerson(text, number.First - 2);
        // ", 24 ans," beside what one says of oneself.
        return text.Tokens[number.First].Before != Break.None && (after is null || after.Before != Break.None)
            && !Durations.Contains(before);
    }

    /// <summary>"une femme de 45 ans", "un ancien cuisinier de 61 ans", said of oneself.</summary>
    private static bool IsPerson(IdeaText text, int at)
    {
        for (var back = at; back >= 0 && back >= at - 5 && text.Tokens[back].Before != Break.Sentence; back--)
        {
            if (Durations.Contains(text.Form(back))) return false;
            if (text.Form(back) is "suis" or "femme" or "homme" or "maman" or "papa" or "mere" or "pere") return true;
        }
        return false;
    }

    private static int Start(IdeaText text, IdeaNumber number)
        => text.Form(number.First - 1) is "ai" && text.Form(number.First - 2) is "je" ? number.First - 2 : number.First;
}
