/** The demo's queries: each says what it shows, and some are meant to fail. */
export interface DemoQuery {
  readonly title: string;
  readonly text: string;
  readonly arguments?: Readonly<Record<string, string | number>>;
  /** True where the failure is the point. */
  readonly fails?: boolean;
}

export const queries: readonly DemoQuery[] = [
  {
    title: "A customer by a unique field, through an index",
    text: `Customer.byEmail(email).first() { name, city: .address.city }`,
    arguments: { email: "alice@example.com" },
  },
  {
    title: "Her orders with items, each with its product and category: joins are field accesses",
    text: `Customer.byEmail(email).first() {
  name,
  orders {
    status,
    total,
    items {
      quantity,
      product { name, price, category { name } }
    }
  }
}`,
    arguments: { email: "alice@example.com" },
  },
  {
    title: "What each category has in stock, and what that is worth",
    text: `Category.all().map(category => {
  let products = category.products.toArray()
  {
    category: category.name,
    products: products.length,
    worth: products.fold(0, (sum, product) => sum + product.price * product.stock)
  }
})`,
  },
  {
    title: "The best sellers, from all order items",
    text: `Product.all().map(product => {
  let sold = OrderItem.where(.product == product).fold(0, (sum, item) => sum + item.quantity)
  { name: product.name, sold: sold }
}).where(.sold > 0).order(desc(.sold), .name).take(3)`,
  },
  {
    title: "Products between two prices, in the order of the index",
    text: `Product.sortedByPriceLowToHigh({ from: 300, to: 600 }) { name, price }`,
  },
  {
    title: "Two pages of products",
    text: `let first = Product.all().map(.name).paginate(3)
let second = Set.paginate(first.after!)
[first.data, second.data]`,
  },
  {
    title: "A transaction: into the cart, and out of stock",
    text: `addToCart("bob@example.com", "pear", 2)
addToCart("bob@example.com", "apple", 3)
checkout("bob@example.com") { status, total, items { quantity, product { name, stock } } }`,
  },
  {
    title: "More than there is: the check constraint fails, and nothing is changed",
    text: `addToCart("carol@example.com", "billhook", 99)
checkout("carol@example.com")`,
    fails: true,
  },
  {
    title: "…nothing: her cart is as empty as before, and the billhooks are all there",
    text: `{
  carts: Order.where(.status == "cart").count(),
  billhooks: Product.byName("billhook").first()!.stock
}`,
  },
  {
    title: "An order that is cancelled gives back what was in it; one that was shipped stays shipped",
    text: `let stock = () => Product.byName("baguette").first()!.stock
let before = stock()
let cancelled = cancel(Order.byStatus("processing").where(.customer?.name == "Bob Baker").first()!)
{ before: before, after: stock(), status: cancelled.status }`,
  },
  {
    title: "A second customer with the same address: the unique constraint fails",
    text: `Customer.create({
  name: "Alice the Second",
  email: "alice@example.com",
  address: { street: "Orchard Lane 1", city: "Hereford", postalCode: "HR1 1AA", country: "UK" }
})`,
    fails: true,
  },
  {
    title: "A name that does not exist: errors point at the place",
    text: `let apple = Product.byName("apple").first()!
apple.price * quantty`,
    fails: true,
  },
  {
    title: "Prices go up, one statement for all fruit; the old price is still there to ask for",
    text: `let before = Product.byName("apple").first()!.price
Category.byName("fruit").first()!.products.forEach(p => p.update({ price: p.price + 10 }))
{ before: before, now: Product.byName("apple").first()!.price }`,
  },
];
