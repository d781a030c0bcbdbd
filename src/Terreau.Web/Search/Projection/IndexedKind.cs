using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Search.Projection;

/// <summary>
/// A kind of thing that can be searched: what its index holds, and how it is read from the database. An area adds one as a service, and
/// nothing else has to know it: the index is opened, fed from the journal and built anew with the others.
/// </summary>
internal abstract class IndexedKind
{
    /// <summary>Its name is the folder of the index.</summary>
    public abstract SearchSchema Schema { get; }

    /// <summary>As the journal writes it.</summary>
    public abstract string Subject { get; }

    /// <summary>One of them: "acteur".</summary>
    public abstract string Noun { get; }

    /// <summary>Other words that a search of it understands.</summary>
    public virtual SearchExpansions Expansions => SearchExpansions.None;

    /// <summary>The documents of all that everyone may see, read as they are taken.</summary>
    public abstract IEnumerable<SearchDocument> All(TerreauDb db, Atlas atlas);

    /// <summary>The same of some of them.</summary>
    /// <param name="hidden">Takes the names in the index of those that not everyone may see, on the way.</param>
    public abstract IEnumerable<SearchDocument> Among(
        TerreauDb db, IEnumerable<Guid> ids, Atlas atlas, ICollection<string> hidden, CancellationToken cancel);
}

/// <summary>The same for an entity that has a slug, which is its name in the index.</summary>
internal abstract class IndexedKind<T> : IndexedKind where T : class, IJournaled
{
    /// <summary>Rows read at once: what a query can name.</summary>
    private const int Chunk = 1_000;

    public override string Subject => typeof(T).Name;

    public override IEnumerable<SearchDocument> All(TerreauDb db, Atlas atlas)
        => Shown(db.Set<T>().AsNoTracking()).AsEnumerable().Select(thing => DocumentOf(thing, atlas));

    public override IEnumerable<SearchDocument> Among(
        TerreauDb db, IEnumerable<Guid> ids, Atlas atlas, ICollection<string> hidden, CancellationToken cancel)
    {
        foreach (var batch in ids.Chunk(Chunk))
        {
            cancel.ThrowIfCancellationRequested();
            var things = db.Set<T>().AsNoTracking().Where(thing => batch.Contains(thing.Id)).ToList();
            var shown = Shown(things.AsQueryable()).ToList();
            foreach (var thing in things.Except(shown)) hidden.Add(SlugOf(thing));
            foreach (var thing in shown) yield return DocumentOf(thing, atlas);
        }
    }

    /// <summary>Those that everyone may see.</summary>
    protected abstract IQueryable<T> Shown(IQueryable<T> things);

    /// <summary>Its name in the index, under which the journal also writes it as "Slug" when it is removed.</summary>
    protected abstract string SlugOf(T thing);

    protected abstract SearchDocument DocumentOf(T thing, Atlas atlas);
}
