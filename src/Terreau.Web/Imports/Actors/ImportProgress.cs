namespace Terreau.Web.Imports.Actors;

/// <summary>The steps of an import, in their order.</summary>
public enum ImportStep { Reading, Comparing, Resembling, Writing, Indexing }

/// <summary>How far an import has come.</summary>
/// <param name="Step">What it is doing.</param>
/// <param name="Done">The rows done in this step.</param>
/// <param name="Rows">The rows of this step; 0 for a step that does not count them.</param>
public sealed record ImportStand(ImportStep Step, int Done, int Rows)
{
    /// <summary>"Étape 2 sur 5, comparaison : 1 500 lignes sur 20 000."</summary>
    public string InWords
    {
        get
        {
            var step = $"Étape {(int)Step + 1} sur {Enum.GetValues<ImportStep>().Length}, {NameOf(Step)}";
            return Rows == 0 ? $"{step}." : $"{step} : {French.Count(Done, "ligne", "lignes")} sur {French.Number(Rows)}.";
        }
    }

    private static string NameOf(ImportStep step) => step switch
    {
        ImportStep.Reading => "lecture",
        ImportStep.Comparing => "comparaison",
        ImportStep.Resembling => "recherche des ressemblances",
        ImportStep.Writing => "écriture",
        _ => "mise à jour de la recherche",
    };
}

/// <summary>Where the import of one scope stands: said by who works, read by anyone, at any moment.</summary>
internal sealed class ImportProgress
{
    /// <summary>Rows between two words: more often costs more than it tells.</summary>
    public const int Every = 500;

    private volatile ImportStand stand = new(ImportStep.Reading, 0, 0);

    /// <summary>Hears each word on the thread of who works.</summary>
    public event Action<ImportStand>? Said;

    public ImportStand Stand => stand;

    public void Say(ImportStep step, int done = 0, int rows = 0)
    {
        stand = new ImportStand(step, done, rows);
        Said?.Invoke(stand);
    }

    /// <summary>The same, once in <see cref="Every"/> rows.</summary>
    public void Pass(ImportStep step, int done, int rows)
    {
        if (done % Every == 0) Say(step, done, rows);
    }
}
