using Terreau.Web.Search.Ideas.Wording;

namespace Terreau.Web.Search.Ideas;

/// <summary>The amount that an idea seeks: not what is had already, nor a rent, nor a turnover.</summary>
internal static class AmountSaid
{
    private const decimal LeastBare = 500;

    private static readonly HashSet<string> Others =
        ["apport", "epargne", "economies", "ca", "chiffre", "affaires", "salaire", "recettes", "cote"];

    private static readonly HashSet<string> Rates = ["mois", "mensuel", "heure", "jour", "semaine", "personne", "participant"];

    /// <param name="text">The idea.</param>
    /// <param name="numbers">Its numbers.</param>
    /// <param name="modes">The mode of each word.</param>
    public static Said<(decimal Low, decimal High)>? Of(IdeaText text, IReadOnlyList<IdeaNumber> numbers, Mode[] modes)
    {
        var sought = numbers.Where(number => IsAmount(text, number, modes) && !IsOther(text, number)).ToList();
        var wanted = sought.Where(number => modes[number.First] == Mode.Wanted || IsSoughtAfter(text, number)).ToList();
        if (wanted.Count == 0)
            wanted = sought.Where(number => modes[number.First] is not (Mode.Had or Mode.Refused) && !IsObtained(text, number)).ToList();
        if (wanted.Count == 0) return null;
        var (first, low, high, last) = (wanted[0], wanted[0].Low, wanted[0].High, wanted[0]);
        foreach (var more in wanted.Skip(1))
        {
            // "10 000 € de matériel et 5 000 € de trésorerie": one need in two parts.
            if (text.SentenceStart(more.First) != text.SentenceStart(first.First) || text.Form(more.First - 1) == "dont") break;
            (low, high, last) = (low + more.Low, high + more.High, more);
        }
        return new Said<(decimal, decimal)>((low, high), Words(text, first, last));
    }

    private static string Words(IdeaText text, IdeaNumber first, IdeaNumber last)
    {
        var start = first.First > 0 && text.Form(first.First - 1) == "entre" ? first.First - 1 : first.First;
        var end = text.Tokens[last.Last].End;
        var sign = text.Text.AsSpan(end);
        var passed = sign.Length - sign.TrimStart(" \u00a0\u202f").Length;
        if (passed < sign.Length && sign[passed] == '€') end += passed + 1;
        return text.Text[text.Tokens[start].Start..end];
    }

    private static bool IsAmount(IdeaText text, IdeaNumber number, Mode[] modes)
    {
        if (number.IsMoney) return number.High > 0;
        if (number.Unit != Unit.None || number.High < LeastBare) return false;
        if (text.Form(number.Last) is "k" or "ke" or "mille") return IsFollowedByNothing(text, number) || IsBudget(text, number);
        var looksLikeAYear = number is { High: >= 1900 and <= 2100 } && number.First == number.Last;
        var looksLikeAPostcode = number is { High: >= 10000 and <= 99999 } && number.First == number.Last && number.High % 100 != 0;
        return !looksLikeAYear && !looksLikeAPostcode && (IsBudget(text, number)
            || (modes[number.First] == Mode.Wanted && IsFollowedByNothing(text, number)));
    }

    private static bool IsBudget(IdeaText text, IdeaNumber number)
    {
        for (var at = number.First - 1; at >= 0 && at >= number.First - 4; at--)
        {
            if (text.Form(at) is "budget" or "montant" or "cout" or "somme" or "financement" or "subvention" or "pret" or "autour")
                return true;
        }
        return false;
    }

    private static bool IsFollowedByNothing(IdeaText text, IdeaNumber number)
        => text.At(number.Last + 1) is not { } next || next.Before != Break.None
            || next.Form is "pour" or "afin" or "de" or "et" or "en" or "minimum" or "max" or "maximum" or "environ" or "ht" or "ttc"
                or "qui";

    /// <summary>"5 000 € d'apport", "CA 80 000 €", "400 € par mois".</summary>
    private static bool IsOther(IdeaText text, IdeaNumber number)
    {
        for (var (at, seen) = (number.Last + 1, 0); text.At(at) is { Before: Break.None } next && seen < 2; at++)
        {
            if ((next.Form is "par" && Rates.Contains(text.Form(at + 1)))
                || (Rates.Contains(next.Form) && text.Form(at - 1) is "le" or "la")) return true;
            if (Others.Contains(next.Form)) return true;
            seen += next.IsVoid ? 0 : 1;
        }
        for (var at = number.First - 1; at >= 0 && at >= number.First - 3 && text.Tokens[at + 1].Before == Break.None; at--)
        {
            if (Others.Contains(text.Form(at)) || text.Form(at) == "loyer") return true;
        }
        return false;
    }

    /// <summary>"22 000 € à trouver", "20 000 euros nécessaires".</summary>
    private static bool IsSoughtAfter(IdeaText text, IdeaNumber number)
    {
        for (var at = number.Last + 1; text.At(at) is { Before: Break.None } next && at <= number.Last + 3; at++)
        {
            if (next.Form is "trouver" or "necessaires" or "necessaire" or "manquants" or "recherches" or "financer" or "suffiraient"
                or "suffirait") return true;
        }
        return false;
    }

    /// <summary>"une subvention de 10 000 € de la région", told as had.</summary>
    private static bool IsObtained(IdeaText text, IdeaNumber number)
    {
        for (var at = number.Last + 1; text.At(at) is { Before: not Break.Sentence } next && at <= number.Last + 4; at++)
        {
            if (next.Form is "obtenus" or "obtenu" or "obtenue" or "acquis" or "accordes" or "recus") return true;
        }
        return false;
    }
}
