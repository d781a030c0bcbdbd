using Lucene.Net.Search;

namespace Terreau.Web.Search.Text;

/// <summary>A part of what a text asks.</summary>
/// <param name="Full">What answers it, nearly or not.</param>
/// <param name="Tight">What answers it itself: without what only comes near, which says nothing where another part is missing.</param>
/// <param name="IsPlace">It says where, not what.</param>
/// <param name="IsSlight">It may be missing.</param>
internal sealed record TextClause(Query Full, Query Tight, bool IsPlace, bool IsSlight)
{
    public static TextClause Must(Query query) => new(query, query, false, false);
}
