using Terreau.Engine.Duplicates.Holding;

namespace Terreau.Engine.Duplicates.Reading;

/// <summary>The acronym a name may stand for: the name itself when it is one word, else the initials of its words.</summary>
internal static class NameAcronyms
{
    /// <summary>Null when the name has two words, more than eight, or one that is too short or too long.</summary>
    public static string? Of(SheetStore store, in NameRow name)
    {
        var words = store.WordsOf(name);
        if (words.Length == 1) return ContactText.Acronym(store.Pool[words[0]]);
        if (words.Length is < 3 or > 8) return null;
        Span<char> letters = stackalloc char[words.Length];
        for (var i = 0; i < words.Length; i++) letters[i] = store.Pool[words[i]][0];
        return letters.ToString();
    }

    /// <summary>True when the acronym is the one this name may stand for.</summary>
    public static bool Fits(SheetStore store, in NameRow name, string acronym)
    {
        var words = store.WordsOf(name);
        if (words.Length == 1) return store.Pool[words[0]] == acronym;
        if (words.Length < 3 || words.Length != acronym.Length) return false;
        for (var i = 0; i < words.Length; i++)
            if (store.Pool[words[i]][0] != acronym[i]) return false;
        return true;
    }
}
