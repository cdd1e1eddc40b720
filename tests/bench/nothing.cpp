// A program that does nothing and needs nothing but the C library: what a start costs anyhow.
int main()
{
    return 0;
}
